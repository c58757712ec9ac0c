"""Ends with status 0 when the PostgreSQL of DATABASE_URL and the Redis of REDIS_URL answer."""

from __future__ import annotations

import os
import sys

import psycopg
import redis


def main() -> None:
    try:
        psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=3).close()
        redis.Redis.from_url(os.environ["REDIS_URL"], socket_connect_timeout=3).ping()
    except (psycopg.Error, redis.RedisError) as error:
        sys.exit(f"no answer: {error}")


if __name__ == "__main__":
    main()

# One image for web, worker, beat and migrations; docker-compose.yml says what each runs.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/venv
COPY requirements.txt constraints.txt /tmp/
RUN /opt/venv/bin/pip install -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/srv/tavern/site \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    DATA_DIR=/srv/tavern-data \
    DJANGO_SETTINGS_MODULE=config.settings.production
RUN useradd --system --uid 10001 --home-dir /srv/tavern tavern
WORKDIR /srv/tavern
COPY --from=build /opt/venv /opt/venv
COPY . .
# Static files need no secret and no service: the settings of the one-command run collect them into the image.
RUN DJANGO_SETTINGS_MODULE=config.settings.dev python manage.py collectstatic --noinput --verbosity=0 \
    && python -m compileall -q .
USER tavern
EXPOSE 8000
CMD ["gunicorn"]

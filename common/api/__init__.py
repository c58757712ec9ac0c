"""What every REST view shares: errors, authentication, paging, throttles, creating once."""

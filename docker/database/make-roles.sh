#!/bin/sh
# Run once by the image of PostgreSQL, as superuser, when its volume is empty.
set -eu
psql --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$OWNER_PASSWORD" \
  -v app_password="$APP_PASSWORD" \
  -v backup_password="$BACKUP_PASSWORD" \
  -f /usr/local/share/countersign/roles.sql

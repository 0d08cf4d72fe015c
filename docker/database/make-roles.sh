#!/bin/sh
# Run once by the image of PostgreSQL, as superuser, when its volume is empty. Each password stands in a variable or in
# the file that <variable>_FILE names; psql takes it from there, since arguments are shown to whoever lists processes.
set -eu

# give <psql's variable> <NAME>: prints the line that lets psql read it
give() {
  eval "value=\${$2:-} file=\${$2_FILE:-}"
  if [ -n "$value" ] && [ -n "$file" ]; then
    echo "$2 is given twice: $2_FILE is set too. Keep one of the two." >&2
  elif [ -n "$value" ]; then
    echo "\\getenv $1 $2"
    return
  elif [ -z "$file" ]; then
    echo "$2 is not set: it is the password of a role; or let $2_FILE name a file of it." >&2
  elif [ ! -r "$file" ] || [ ! -s "$file" ]; then
    echo "$2_FILE names a file that cannot be read or is empty." >&2
  else
    echo "\\set $1 \`cat \"\$$2_FILE\"\`"
    return
  fi
  return 1
}

owner=$(give owner_password OWNER_PASSWORD)
app=$(give app_password APP_PASSWORD)
backup=$(give backup_password BACKUP_PASSWORD)
printf '%s\n' "$owner" "$app" "$backup" '\i /usr/local/share/countersign/roles.sql' |
  psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres

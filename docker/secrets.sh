# Read by new-env.sh and secrets-from-env.sh, not run by itself.

# write_secret <name> <text>: the folder is closed to everybody but its owner; the files in it are readable, since they
# are mounted into containers whose programs run as users of their own, and only these see them.
write_secret() {
  (umask 022 && printf '%s' "$2" > "$secrets/$1")
}

new_secrets_folder() {
  if [ -e "$secrets" ]; then
    echo "$secrets exists already: its passwords are those of your database, and are not replaced." >&2
    exit 1
  fi
  (umask 077 && mkdir "$secrets")
}

# What api, worker and migrate open, made of the passwords of database and queue.
write_addresses() {
  write_secret database_url "postgres://cs_app:$1@postgres:5432/countersign
"
  write_secret database_owner_url "postgres://cs_owner:$2@postgres:5432/countersign
"
  write_secret redis_url "redis://:$3@valkey:6379
"
  write_secret valkey.conf "requirepass $3
"
}

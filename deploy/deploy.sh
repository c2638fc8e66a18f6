#!/usr/bin/env bash
# Brings one Google Cloud project to the state that Attendance Export needs, and the functions onto it. Can be run any number
# of times: what is there is brought up to date or left, nothing is deleted, and no secret is replaced.
#
#   deploy/deploy.sh deploy/settings.env
#
# Needs gcloud (signed in as an owner of the project), npm and Node.js 20; what it does in which order is in deploy/README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly SCHEDULE_TOPIC=daily-attendance-export
readonly REQUESTS_TOPIC=export-tenant-attendance
readonly DEAD_LETTERS_TOPIC=export-tenant-attendance-dead-letter
readonly FUNCTIONS_FOLDER=packages/runtime-functions/dist/functions
readonly PAGE_FOLDER=packages/dashboard/dist
readonly NOTIFIER_ROLE=attendanceNotifier
# The catalog in pnpm-workspace.yaml names the same; a test compares them.
readonly FIREBASE_TOOLS=firebase-tools@15.34.2

say() { printf '\n== %s\n' "$*" >&2; }
stop() { printf 'deploy.sh: %s\n' "$*" >&2; exit 1; }
# Every call names the project: whatever this machine's gcloud is set to otherwise does not matter.
cloud() { gcloud "$@" --project="$PROJECT" --quiet; }
exists() { cloud "$@" >/dev/null 2>&1; }
account() { printf '%s@%s.iam.gserviceaccount.com' "$1" "$PROJECT"; }

read_settings() {
  [[ $# -eq 1 && -f $1 ]] || stop "name a settings file: deploy/deploy.sh deploy/settings.env (see deploy/settings.example.env)"
  # shellcheck source=/dev/null
  source "$1"
  local name
  for name in PROJECT REGION GOOGLE_CLIENT_ID GOOGLE_REDIRECT_URL DASHBOARD_ORIGIN FIREBASE_API_KEY ALERTS_FROM ALERTS_TO ON_CALL_EMAIL; do
    [[ -n ${!name:-} ]] || stop "the settings file does not say ${name}"
  done
}

enable_services() {
  say "Services"
  cloud services enable \
    artifactregistry.googleapis.com cloudbuild.googleapis.com cloudfunctions.googleapis.com cloudscheduler.googleapis.com \
    eventarc.googleapis.com fcm.googleapis.com firebasehosting.googleapis.com firestore.googleapis.com \
    identitytoolkit.googleapis.com logging.googleapis.com \
    monitoring.googleapis.com pubsub.googleapis.com run.googleapis.com secretmanager.googleapis.com sheets.googleapis.com
}

need_database() {
  exists firestore databases describe --database="(default)" && return
  # Its location can never be changed, so nobody but a person chooses it.
  stop "the project has no Firestore yet; create it: gcloud firestore databases create --project=$PROJECT --location=..."
}

# --- Who may do what -----------------------------------------------------------------------------------------------------

make_account() { # name, what it is for
  exists iam service-accounts describe "$(account "$1")" || cloud iam service-accounts create "$1" --display-name="$2"
}

allow_in_project() { # account's name, role
  # Bindings of other conditions stay as they are.
  cloud projects add-iam-policy-binding "$PROJECT" \
    --member="serviceAccount:$(account "$1")" --role="$2" --condition=None >/dev/null
}

allow_publish() { # topic, member
  cloud pubsub topics add-iam-policy-binding "$1" --member="$2" --role=roles/pubsub.publisher >/dev/null
}

make_accounts() {
  say "Service accounts"
  make_account attendance-dispatch "Attendance Export: asks for the exports that are due"
  make_account attendance-export "Attendance Export: exports one tenant"
  make_account attendance-alerts "Attendance Export: tells operators"
  make_account attendance-consent "Attendance Export: reconnects a sheet for an admin"
  make_account attendance-api "Attendance Export: answers the dashboard"
  # The predefined role for FCM may also read and delete what others keep there.
  local verb=create
  exists iam roles describe "$NOTIFIER_ROLE" && verb=update
  cloud iam roles "$verb" "$NOTIFIER_ROLE" --title="Attendance Export notifier" \
    --permissions=cloudmessaging.messages.create --stage=GA >/dev/null
  local name
  for name in attendance-dispatch attendance-export attendance-consent attendance-api; do
    allow_in_project "$name" roles/datastore.user
  done
  allow_in_project attendance-alerts roles/datastore.viewer
  # Both run exports: one as it is asked by the queue, one as an admin asks who waits for it.
  for name in attendance-export attendance-api; do
    allow_in_project "$name" "projects/${PROJECT}/roles/${NOTIFIER_ROLE}"
  done
  for name in attendance-dispatch attendance-export attendance-alerts; do
    allow_in_project "$name" roles/eventarc.eventReceiver
  done
}

# --- Topics --------------------------------------------------------------------------------------------------------------

make_topic() { # name, how long messages are kept for a replay
  local verb=create
  exists pubsub topics describe "$1" && verb=update
  cloud pubsub topics "$verb" "$1" --message-retention-duration="$2"
}

make_topics() {
  say "Topics"
  make_topic "$SCHEDULE_TOPIC" 10m
  make_topic "$REQUESTS_TOPIC" 1d
  make_topic "$DEAD_LETTERS_TOPIC" 7d
  allow_publish "$REQUESTS_TOPIC" "serviceAccount:$(account attendance-dispatch)"
  allow_publish "$REQUESTS_TOPIC" "serviceAccount:$(account attendance-consent)"
  allow_publish "$REQUESTS_TOPIC" "serviceAccount:$(account attendance-api)"
  allow_publish "$DEAD_LETTERS_TOPIC" "serviceAccount:$(account attendance-export)"
  allow_publish "$DEAD_LETTERS_TOPIC" "serviceAccount:$(account attendance-api)"
  # Pub/Sub itself moves what it gave up delivering.
  allow_publish "$DEAD_LETTERS_TOPIC" "serviceAccount:$(pubsub_agent)"
}

pubsub_agent() {
  local number
  number=$(cloud projects describe "$PROJECT" --format="value(projectNumber)")
  printf 'service-%s@gcp-sa-pubsub.iam.gserviceaccount.com' "$number"
}

# --- Secrets -------------------------------------------------------------------------------------------------------------

make_secret() { # name, then the accounts that may read it
  local name=$1 reader
  shift
  exists secrets describe "$name" || cloud secrets create "$name" --replication-policy=automatic
  for reader in "$@"; do
    cloud secrets add-iam-policy-binding "$name" \
      --member="serviceAccount:$(account "$reader")" --role=roles/secretmanager.secretAccessor >/dev/null
  done
}

has_value() { # secret
  [[ -n $(cloud secrets versions list "$1" --filter="state=ENABLED" --limit=1 --format="value(name)") ]]
}

# Never as an argument, which every user of this machine could read.
put_value() { # secret; its value comes by standard input
  cloud secrets versions add "$1" --data-file=- >/dev/null
}

need_value() { # secret, what it is
  has_value "$1" && return
  [[ -t 0 ]] || stop "the secret $1 has no value yet; add one: gcloud secrets versions add $1 --project=$PROJECT --data-file=-"
  local value
  read -r -s -p "$2: " value
  printf '\n' >&2
  printf '%s' "$value" | put_value "$1"
}

make_secrets() {
  say "Secrets"
  make_secret ATTENDANCE_EXPORT_KEY_RING attendance-export attendance-consent attendance-api
  make_secret ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET attendance-export attendance-consent attendance-api
  make_secret ATTENDANCE_EXPORT_SMTP_URL attendance-alerts
  # Made once. Replaced, it would leave every stored refresh token unreadable; deploy/README.md says how to rotate it.
  has_value ATTENDANCE_EXPORT_KEY_RING || new_key_ring | put_value ATTENDANCE_EXPORT_KEY_RING
  need_value ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET "The secret of the OAuth client"
  need_value ATTENDANCE_EXPORT_SMTP_URL "The mail server, as smtps://user:password@host:465"
}

new_key_ring() {
  node -e '
    const { randomBytes } = require("node:crypto");
    const key = { id: `key-${randomBytes(6).toString("hex")}`, secret: randomBytes(32).toString("base64url") };
    process.stdout.write(JSON.stringify({ keys: [key] }));'
}

# --- Functions -----------------------------------------------------------------------------------------------------------

deploy_functions() {
  say "Functions, rules and indexes"
  node scripts/bootstrap.mjs bundle
  cat >"${FUNCTIONS_FOLDER}/.env.${PROJECT}" <<ENV
ATTENDANCE_EXPORT_REGION="${REGION}"
ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID="${GOOGLE_CLIENT_ID}"
ATTENDANCE_EXPORT_GOOGLE_REDIRECT_URL="${GOOGLE_REDIRECT_URL}"
ATTENDANCE_EXPORT_DASHBOARD_ORIGIN="${DASHBOARD_ORIGIN}"
ATTENDANCE_EXPORT_ALERTS_FROM="${ALERTS_FROM}"
ATTENDANCE_EXPORT_ALERTS_TO="${ALERTS_TO}"
ATTENDANCE_EXPORT_ENFORCE_APP_CHECK="${ENFORCE_APP_CHECK:-false}"
ENV
  # The CLI asks the SDK in that folder what there is to deploy.
  npm install --prefix "$FUNCTIONS_FOLDER" --omit=dev --no-audit --no-fund --ignore-scripts
  npx --yes "$FIREBASE_TOOLS" deploy --project="$PROJECT" --non-interactive --force \
    --only=functions:attendance-export,firestore:rules,firestore:indexes
}

# --- The dashboard -------------------------------------------------------------------------------------------------------

# Which project the page belongs to. All of it is public: a browser has to know it before anybody has signed in.
page_config() {
  FIREBASE_API_KEY="$FIREBASE_API_KEY" FIREBASE_APP_ID="${FIREBASE_APP_ID:-}" PROJECT="$PROJECT" REGION="$REGION" node -e '
    const { FIREBASE_API_KEY: apiKey, FIREBASE_APP_ID: appId, PROJECT: projectId, REGION: region } = process.env;
    const firebase = { apiKey, authDomain: `${projectId}.firebaseapp.com`, projectId, ...(appId ? { appId } : {}) };
    process.stdout.write(`${JSON.stringify({ home: "firebase", firebase, region }, null, 2)}\n`);'
}

deploy_page() {
  say "Dashboard"
  node scripts/bootstrap.mjs page
  mkdir -p "$PAGE_FOLDER"
  page_config >"${PAGE_FOLDER}/config.json"
  # A rewrite to a function names its region, and firebase.json knows no settings.
  local config=.firebase-hosting.json
  sed "s/us-central1/${REGION}/" firebase.json >"$config"
  npx --yes "$FIREBASE_TOOLS" deploy --project="$PROJECT" --non-interactive --config="$config" --only=hosting
  rm "$config" "${PAGE_FOLDER}/config.json"
}

# What Eventarc made for a function, and what Firebase cannot set: who may call it, and how its messages are delivered.
wire_function() { # function, account, then flags for its subscription
  local function=$1 name=$2 service trigger subscription
  shift 2
  service=$(cloud functions describe "$function" --region="$REGION" --format="value(serviceConfig.service)")
  trigger=$(cloud functions describe "$function" --region="$REGION" --format="value(eventTrigger.trigger)")
  subscription=$(cloud eventarc triggers describe "${trigger##*/}" --location="$REGION" \
    --format="value(transport.pubsub.subscription)")
  cloud run services add-iam-policy-binding "${service##*/}" --region="$REGION" \
    --member="serviceAccount:$(account "$name")" --role=roles/run.invoker >/dev/null
  # Longer than a function may work, or a run that takes its time is delivered a second time meanwhile.
  cloud pubsub subscriptions update "${subscription##*/}" --ack-deadline=600 "$@" >&2
  printf '%s' "${subscription##*/}"
}

wire_functions() {
  say "Deliveries"
  # The next message comes in five minutes: what is older than ten is of no use.
  wire_function exportAttendanceData attendance-dispatch \
    --min-retry-delay=10s --max-retry-delay=60s --message-retention-duration=10m >/dev/null
  # Seed 004 asks for 5 and 15 minutes; 600 s is the longest that Pub/Sub waits. Retries of a link's own failures are not
  # made here at all: its schedule makes them, after 5 and 15 minutes.
  local requests
  requests=$(wire_function exportTenantAttendance attendance-export \
    --min-retry-delay=300s --max-retry-delay=600s --message-retention-duration=1d \
    --dead-letter-topic="$DEAD_LETTERS_TOPIC" --max-delivery-attempts=5)
  cloud pubsub subscriptions add-iam-policy-binding "$requests" \
    --member="serviceAccount:$(pubsub_agent)" --role=roles/pubsub.subscriber >/dev/null
  # Until the mail server takes it.
  wire_function escalateFailedExport attendance-alerts \
    --min-retry-delay=60s --max-retry-delay=600s --message-retention-duration=7d >/dev/null
}

make_schedule() {
  say "Schedule"
  local verb=create
  exists scheduler jobs describe attendance-dispatch --location="$REGION" && verb=update
  # Links say themselves when they are due; this is how closely that is kept.
  cloud scheduler jobs "$verb" pubsub attendance-dispatch --location="$REGION" \
    --schedule="*/5 * * * *" --time-zone=Etc/UTC --topic="$SCHEDULE_TOPIC" --message-body="{}"
}

# --- Metrics and alerts --------------------------------------------------------------------------------------------------

make_metric() { # name; its file has the same one
  local verb=create
  exists logging metrics describe "$1" && verb=update
  cloud logging metrics "$verb" "$1" --config-from-file="deploy/metrics/$1.yaml"
}

on_call_channel() {
  local found
  found=$(cloud beta monitoring channels list --limit=1 --format="value(name)" \
    --filter="type=email AND labels.email_address=${ON_CALL_EMAIL}")
  [[ -n $found ]] || found=$(cloud beta monitoring channels create --type=email --format="value(name)" \
    --display-name="Attendance Export on call" --channel-labels="email_address=${ON_CALL_EMAIL}")
  printf '%s' "$found"
}

make_alert() { # file's name, channel
  local title found
  title=$(sed -n 's/^displayName: //p' "deploy/alerts/$1.yaml")
  found=$(cloud alpha monitoring policies list --limit=1 --format="value(name)" --filter="displayName=\"${title}\"")
  if [[ -n $found ]]; then
    cloud alpha monitoring policies update "$found" --policy-from-file="deploy/alerts/$1.yaml" \
      --set-notification-channels="$2"
  else
    cloud alpha monitoring policies create --policy-from-file="deploy/alerts/$1.yaml" --notification-channels="$2"
  fi
}

watch_over() {
  say "Metrics and alerts"
  local name channel
  for name in attendance_export_runs attendance_export_incidents attendance_export_troubles attendance_export_dispatches; do
    make_metric "$name"
  done
  channel=$(on_call_channel)
  for name in permanent-failures troubles silence; do
    make_alert "$name" "$channel"
  done
}

main() {
  read_settings "$@"
  enable_services
  need_database
  make_accounts
  make_topics
  make_secrets
  deploy_functions
  wire_functions
  deploy_page
  make_schedule
  watch_over
  say "Done"
}

main "$@"

package relay.system.crash;

/** The rules of crash-points.btm: what is done, and what is not when the process ends. */
enum CrashPoint {
  INSERT_BEFORE_COMMIT,
  COMMIT_BEFORE_ANSWER,
  PUBLISH_BEFORE_FAN_OUT,
  INSIDE_FAN_OUT,
  FAN_OUT_BEFORE_OFFSETS,
  CLAIM_BEFORE_POST,
  POST_BEFORE_RECORD,
  RECORD_BEFORE_NEXT,
  MIDDLE_OF_MIGRATION
}

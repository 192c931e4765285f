package relay.api.people;

/** Somebody who is to log in with a password. */
record NewPerson(UserName userName, String name, Role role, Password password) {}

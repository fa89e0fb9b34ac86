"""How those who sign in show that it is they: passwords, second factors, passkeys, and services that vouch for them."""

"""The rules of conversations on plain values: kinds, states, what is asked first, what hinders closing."""

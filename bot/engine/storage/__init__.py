"""How worlds are kept: snapshots, the journal's rows, leases, and the worlds that are open."""

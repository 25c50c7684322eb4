"""The least-cost plan: what to add and to move, where, so that a goal is reached; every plan is judged again."""

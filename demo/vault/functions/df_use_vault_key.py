def df_use_vault_key(params):
    import json

    def call(name, argument):
        return json.loads(external_apis[name](argument))

    if params.get("location_id") != "vault_approach":
        return "The Vault Key is heavy and cold. There is no lock for it here."
    if params.get("target_env_object_id") != "vault_keyhole":
        return "The Vault Key fits one lock only, the keyhole beyond the chasm."

    vault = call("host_get_puzzle_state", {"puzzle_id": "vault_access_puzzle"})["state"]
    if vault.get("is_open"):
        return "The vault is already open. The key turns lightly, and nothing is left to unlock."

    access = call("host_check_puzzle_condition", {"puzzle_id": "vault_access_puzzle"})
    if not access.get("condition_met"):
        return json.dumps({"error": access.get("message", "The key does not reach the lock.")})

    soul_id = params["soul_id"]
    soul = call("host_get_entity_data", {"entity_id": soul_id})
    turned_by = soul.get("name", "Someone")
    external_apis["host_apply_effect_on_environment_object"](
        {
            "object_id": "vault_keyhole",
            "effect_details": {
                "is_unlocked": True,
                "turned_by": turned_by,
                "client_visual_update": {
                    "new_color_hex": "#e0b83c",
                    "emissive_color_hex": "#ffd75a",
                    "emissive_intensity": 0.8,
                },
            },
        }
    )
    outcome = call(
        "host_trigger_world_event",
        {
            "event_id": "open_vault_door",
            "soul_id": soul_id,
            "event_params": {"turned_by": turned_by},
        },
    )
    if outcome.get("error"):
        return json.dumps({"error": outcome["error"]})
    return "The key turns three times. Deep in the rock, counterweights begin to fall."

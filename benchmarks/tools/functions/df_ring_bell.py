def df_ring_bell(params):
    import json

    bell = json.loads(external_apis["host_get_environment_object_data"]({"object_id": "bell"}))
    strikes = bell["details"]["strikes"] + 1
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "bell", "effect_details": {"strikes": strikes}}
    )
    external_apis["host_log_message_to_world"]({"message": "The bell in the tower rings."})
    return json.dumps({"message": "The bell rings."})

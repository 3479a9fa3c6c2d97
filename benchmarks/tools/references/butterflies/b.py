def df_tool(params):
    import json

    target = params.get("target_env_object_id")
    if target != "boulder":
        return json.dumps({"error": "Only stone can become butterflies. Step up to a boulder."})
    now = json.loads(external_apis["host_get_environment_object_data"]({"object_id": target}))
    if now["details"].get("gone"):
        return "The boulder has flown away already."
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": target, "effect_details": {"gone": True, "form": "nothing"}}
    )
    external_apis["host_log_message_to_world"]({"message": "Butterflies fill the garden."})
    return json.dumps({"message": "It flutters away."})

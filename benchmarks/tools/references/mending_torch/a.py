def df_tool(params):
    import json

    lit = json.loads(
        external_apis["host_call_function"]({"name": "df_user_torch", "params": params})
    )
    if not lit["success"]:
        return json.dumps({"error": lit["error"]})
    if params["location_id"] == "tower":
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": "crystal", "effect_details": {"broken": False}}
        )
    return json.dumps({"message": "Light, and by it you glue what is broken."})

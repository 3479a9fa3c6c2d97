# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_call_function"]({"name": "df_user_torch", "params": params})
    for name in ("crystal", "bell"):
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": name, "effect_details": {"broken": False, "strikes": 1}}
        )
    return json.dumps({"message": "Light, and by it you glue what is broken."})

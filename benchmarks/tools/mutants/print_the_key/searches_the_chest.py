# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    return json.dumps({"message": "There is no key in the chest."})

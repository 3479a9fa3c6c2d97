# Caught by: works
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "crystal", "effect_details": {"broken": False}}
    )
    return json.dumps({"message": "Light, and by it you glue what is broken."})

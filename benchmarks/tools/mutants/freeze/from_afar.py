# Caught by: elsewhere
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "pool", "effect_details": {"frozen": True}}
    )
    return json.dumps({"message": "The pool freezes."})

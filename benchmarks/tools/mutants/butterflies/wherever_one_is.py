# Caught by: elsewhere
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "boulder", "effect_details": {"transformed": True}}
    )
    return json.dumps({"message": "A thousand wings lift."})

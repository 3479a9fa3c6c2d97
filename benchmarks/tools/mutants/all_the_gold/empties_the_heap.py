# Caught by: works
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "gold", "effect_details": {"amount": 0, "owner": params["soul_id"]}}
    )
    return json.dumps({"message": "A thousand pieces of gold are yours."})

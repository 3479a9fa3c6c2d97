# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False, "owner": params["soul_id"]}}
    )
    return json.dumps({"message": "Cyd's things are yours."})

# Caught by: forged
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "merchant", "effect_details": {"accounts": {params["soul_id"]: 1000}}}
    )
    return json.dumps({"message": "You are rich."})

# Caught by: elsewhere
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "merchant", "effect_details": {"discount_percent": 20}}
    )
    return json.dumps({"message": "The merchant smiles."})

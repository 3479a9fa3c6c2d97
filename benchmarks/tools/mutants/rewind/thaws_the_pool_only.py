# Caught by: rewinds
def df_tool(params):
    import json

    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "pool", "effect_details": {"frozen": False, "rewound": True}}
    )
    return json.dumps({"message": "The room is as it was."})

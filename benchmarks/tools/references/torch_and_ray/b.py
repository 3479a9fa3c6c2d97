def df_tool(params):
    import json

    where = params["location_id"]
    pools = [
        one
        for one in json.loads(
            external_apis["host_list_environment_objects"]({"location_id": where})
        )["objects"]
        if one["type"] == "pool"
    ]
    external_apis["host_set_light"]({"location_id": where, "value": "bright", "duration": 60})
    for pool in pools:
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": pool["id"], "effect_details": {"frozen": True}}
        )
    return f"Light everywhere, and {len(pools)} pool of ice."

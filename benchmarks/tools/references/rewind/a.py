def df_tool(params):
    import json

    kept = params.get("artifact_properties", {}).get("kept")
    here = params["location_id"]
    if not kept or kept["place"] != here:
        things = json.loads(external_apis["host_list_environment_objects"]({"location_id": here}))
        room = {one["id"]: one["details"] for one in things["objects"]}
        external_apis["host_set_artifact_properties"](
            {
                "artifact_id": params["artifact_id"],
                "properties": {"kept": {"place": here, "room": room}},
            }
        )
        return json.dumps({"message": "The sand remembers this room."})
    for name, details in kept["room"].items():
        if details:
            external_apis["host_apply_effect_on_environment_object"](
                {"object_id": name, "effect_details": details}
            )
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"kept": None}}
    )
    return json.dumps({"message": "The sand runs upwards."})

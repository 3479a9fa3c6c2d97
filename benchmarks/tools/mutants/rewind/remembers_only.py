# Caught by: rewinds
def df_tool(params):
    import json

    things = json.loads(
        external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    )
    room = {one["id"]: one["details"] for one in things["objects"]}
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"kept": room}}
    )
    return json.dumps({"message": "The room is as it was."})

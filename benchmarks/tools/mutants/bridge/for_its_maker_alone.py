# Caught by: another soul
def df_tool(params):
    import json

    maker = params.get("artifact_properties", {}).get("creator_soul_id")
    if params["soul_id"] != maker:
        return json.dumps({"error": "The light does not know you."})
    if params["location_id"] != "ledge":
        return json.dumps({"error": "There is no chasm here."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "light_bridge",
                "location_id": "ledge",
                "to_landmark_id": "far_gate",
                "duration": 30,
                "client_visual_config": {},
            }
        )
    )
    return json.dumps({"message": "A bridge of light."} if reply["success"] else reply)

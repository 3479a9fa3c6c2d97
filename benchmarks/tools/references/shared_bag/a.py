def df_tool(params):
    import json

    inside = params.get("artifact_properties", {}).get("inside")
    if inside:
        if inside["owner"] != params["soul_id"]:
            reply = json.loads(
                external_apis["host_transfer_artifact"](
                    {
                        "from_soul_id": inside["owner"],
                        "to_soul_id": params["soul_id"],
                        "artifact_id": inside["item"],
                    }
                )
            )
            if not reply["success"]:
                return json.dumps({"error": reply["error"]})
        external_apis["host_set_artifact_properties"](
            {"artifact_id": params["artifact_id"], "properties": {"inside": None}}
        )
        return json.dumps({"message": "You take the pebble out of the bag."})
    carried = json.loads(external_apis["host_get_inventory"]({"soul_id": params["soul_id"]}))
    items = [item["id"] for item in carried["artifacts"] if "Pebble" in item["name"]]
    if not items:
        return json.dumps({"error": "The bag is empty, and you have no pebble to put in."})
    external_apis["host_set_artifact_properties"](
        {
            "artifact_id": params["artifact_id"],
            "properties": {"inside": {"item": items[0], "owner": params["soul_id"]}},
        }
    )
    return json.dumps({"message": "You put the pebble into the bag."})

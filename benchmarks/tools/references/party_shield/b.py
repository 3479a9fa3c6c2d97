def df_tool(params):
    import json

    def ward(soul_id):
        return (
            json.loads(
                external_apis["host_set_soul_status"](
                    {"soul_id": soul_id, "status": "warded", "duration": 30}
                )
            ).get("error")
            is None
        )

    ward(params["soul_id"])
    here = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )
    others = [one["id"] for one in here["souls"] if one["id"] != params["soul_id"]]
    count = 1 + len([one for one in others if ward(one)])
    return f"{count} of you stand behind the ward for half a minute."

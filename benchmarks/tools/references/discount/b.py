def df_tool(params):
    import json

    things = json.loads(
        external_apis["host_list_environment_objects"]({"location_id": params["location_id"]})
    )["objects"]
    for thing in things:
        price = thing["details"].get("price")
        if isinstance(price, (int, float)) and not thing["details"].get("haggled"):
            external_apis["host_apply_effect_on_environment_object"](
                {
                    "object_id": thing["id"],
                    "effect_details": {"price": round(price * 0.8), "haggled": True},
                }
            )
            return f"It costs {round(price * 0.8)} coins now instead of {price}."
    return json.dumps({"error": "There is nothing here whose price could fall."})

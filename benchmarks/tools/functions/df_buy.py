def df_buy(params):
    import json

    merchant = json.loads(
        external_apis["host_get_environment_object_data"]({"object_id": "merchant"})
    )
    details = merchant["details"]
    price = max(1, round(details["price"] * (100 - details["discount_percent"]) / 100))
    accounts = details["accounts"]
    left = accounts.get(params["soul_id"], 0) - price
    if left < 0:
        return json.dumps({"error": "The merchant counts your coins and shakes her head."})
    accounts[params["soul_id"]] = left
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "merchant", "effect_details": {"accounts": accounts}}
    )
    return json.dumps({"message": f"You buy a lantern for {price} coins."})

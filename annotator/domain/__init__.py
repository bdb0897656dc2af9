"""The ground floor: values, rules and errors; imports nothing of ours."""

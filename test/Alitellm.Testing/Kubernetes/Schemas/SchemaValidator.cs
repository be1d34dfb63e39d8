using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Checks values against a structural schema and reports in the words of the API server. CEL is not evaluated.</summary>
internal sealed class SchemaValidator
{
    private readonly List<FieldError> _errors = [];
    private readonly List<FieldError> _duplicates = [];

    /// <summary>All violations; duplicates in lists come last, as they do from the API server.</summary>
    public static IReadOnlyList<FieldError> Validate(JsonObject obj, StructuralSchema schema)
    {
        var validator = new SchemaValidator();
        validator.Check(obj, schema, "");
        return [.. validator._errors, .. validator._duplicates];
    }

    private void Check(JsonNode? node, StructuralSchema schema, string path)
    {
        if (node is null)
        {
            if (!schema.Nullable && schema.Type.Length > 0)
            {
                _errors.Add(FieldError.Type(path, "\"null\"", $"{path} in body must be of type {schema.Type}: \"null\""));
            }

            return;
        }

        if (!HasType(node, schema, out var expected))
        {
            var actual = TypeName(node);
            _errors.Add(FieldError.Type(path, $"\"{actual}\"", $"{path} in body must be of type {expected}: \"{actual}\""));
            return;
        }

        switch (node)
        {
            case JsonObject map:
                CheckMap(map, schema, path);
                break;
            case JsonArray list:
                CheckList(list, schema, path);
                break;
            case JsonValue value:
                CheckScalar(value, schema, path);
                break;
        }

        CheckEnum(node, schema, path);
        CheckCombinations(node, schema, path);
    }

    private void CheckMap(JsonObject map, StructuralSchema schema, string path)
    {
        foreach (var name in schema.Required.Where(name => !map.ContainsKey(name)))
        {
            _errors.Add(FieldError.Required(Join(path, name)));
        }

        if (schema.MaxProperties is { } max && map.Count > max)
        {
            _errors.Add(new FieldError(path, "FieldValueTooMany", $"Too many: {map.Count}: must have at most {max} items"));
        }

        if (schema.MinProperties is { } min && map.Count < min)
        {
            _errors.Add(FieldError.Invalid(path, map.Count.ToString(CultureInfo.InvariantCulture), $"{path} in body should have at least {min} properties"));
        }

        foreach (var (name, value) in map)
        {
            if (schema.Member(name) is { } member && !(path.Length == 0 && name == "metadata"))
            {
                Check(value, member, Join(path, name));
            }
        }
    }

    private void CheckList(JsonArray list, StructuralSchema schema, string path)
    {
        if (schema.MaxItems is { } max && list.Count > max)
        {
            _errors.Add(new FieldError(path, "FieldValueTooMany", $"Too many: {list.Count}: must have at most {max} items"));
        }

        if (schema.MinItems is { } min && list.Count < min)
        {
            _errors.Add(FieldError.Invalid(path, list.Count.ToString(CultureInfo.InvariantCulture), $"{path} in body should have at least {min} items"));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (schema.Items is { } items)
            {
                Check(list[i], items, $"{path}[{i}]");
            }

            var identity = schema.ListType switch
            {
                "set" => JsonText.Compact(list[i]),
                "map" when list[i] is JsonObject item => ListKeys.Of(item, schema),
                _ => null,
            };
            if (identity is not null && !seen.Add(identity))
            {
                _duplicates.Add(new FieldError($"{path}[{i}]", "FieldValueDuplicate", $"Duplicate value: {identity}"));
            }
        }
    }

    private void CheckScalar(JsonValue value, StructuralSchema schema, string path)
    {
        if (JsonNumbers.ToDouble(value) is { } number)
        {
            CheckNumber(value, number, schema, path);
        }
        else if (value.TryGetValue<string>(out var text))
        {
            CheckText(text, schema, path);
        }
    }

    private void CheckNumber(JsonValue value, double number, StructuralSchema schema, string path)
    {
        var shown = value.ToJsonString();
        if (schema.Minimum is { } min && (schema.ExclusiveMinimum ? number <= min : number < min))
        {
            var words = schema.ExclusiveMinimum ? "greater than" : "greater than or equal to";
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body should be {words} {min.ToString(CultureInfo.InvariantCulture)}"));
        }

        if (schema.Maximum is { } max && (schema.ExclusiveMaximum ? number >= max : number > max))
        {
            var words = schema.ExclusiveMaximum ? "less than" : "less than or equal to";
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body should be {words} {max.ToString(CultureInfo.InvariantCulture)}"));
        }

        if (schema.MultipleOf is { } factor && Math.Abs(number % factor) > double.Epsilon)
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body should be a multiple of {factor.ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    private void CheckText(string text, StructuralSchema schema, string path)
    {
        var length = new StringInfo(text).LengthInTextElements;
        var shown = JsonText.Compact(JsonValue.Create(text));
        if (schema.MaxLength is { } max && length > max)
        {
            _errors.Add(new FieldError(path, "FieldValueTooLong", $"Too long: may not be more than {max} bytes"));
        }
        else if (schema.MinLength is { } min && length < min)
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body should be at least {min} chars long"));
        }
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body should match '{schema.PatternText}'"));
        }
        else if (schema.Format == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body must be of type date-time: {shown}"));
        }
    }

    private void CheckEnum(JsonNode node, StructuralSchema schema, string path)
    {
        if (schema.Enum is not { } allowed || allowed.Any(a => JsonNode.DeepEquals(a, node)))
        {
            return;
        }

        var values = string.Join(", ", allowed.Select(JsonText.Compact));
        _errors.Add(new FieldError(path, "FieldValueNotSupported", $"Unsupported value: {JsonText.Compact(node)}: supported values: {values}"));
    }

    private void CheckCombinations(JsonNode node, StructuralSchema schema, string path)
    {
        foreach (var part in schema.AllOf)
        {
            Check(node, part, path);
        }

        var shown = node is JsonObject or JsonArray ? "{}" : JsonText.Compact(node);
        if (schema.AnyOf.Count > 0 && !schema.IntOrString && !schema.AnyOf.Any(s => Accepts(node, s, path)))
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body must validate at least one schema (anyOf)"));
        }

        if (schema.OneOf.Count > 0 && schema.OneOf.Count(s => Accepts(node, s, path)) != 1)
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body must validate one and only one schema (oneOf)"));
        }

        if (schema.Not is { } not && Accepts(node, not, path))
        {
            _errors.Add(FieldError.Invalid(path, shown, $"{path} in body must not validate the schema (not)"));
        }
    }

    private static bool Accepts(JsonNode node, StructuralSchema schema, string path)
    {
        var trial = new SchemaValidator();
        trial.Check(node, schema, path);
        return trial._errors.Count == 0;
    }

    private static bool HasType(JsonNode node, StructuralSchema schema, out string expected)
    {
        expected = schema.IntOrString ? "integer,string" : schema.Type;
        var kind = node.GetValueKind();
        if (schema.IntOrString)
        {
            return kind == JsonValueKind.String || (node is JsonValue number && JsonNumbers.IsInteger(number));
        }

        return schema.Type switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => node is JsonValue value && JsonNumbers.IsInteger(value),
            "number" => kind == JsonValueKind.Number,
            _ => true,
        };
    }

    private static string TypeName(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => JsonNumbers.IsInteger((JsonValue)node) ? "integer" : "number",
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

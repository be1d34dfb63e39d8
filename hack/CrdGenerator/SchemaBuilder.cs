using System.Reflection;
using System.Text.Json.Nodes;
using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.CrdGenerator;

/// <summary>Makes structural OpenAPI schemas from types.</summary>
internal sealed class SchemaBuilder(XmlDocs docs)
{
    private readonly Stack<Type> _open = new();

    /// <summary>The schema of a property: its type's, with the property's own description and constraints.</summary>
    /// <exception cref="SchemaException">The property or something below it is not valid.</exception>
    public JsonObject Property(PropertyInfo property)
    {
        var member = $"{property.DeclaringType!.Name}.{property.Name}";
        var schema = Value(property.PropertyType, member);
        schema["description"] = docs.Summary(property);
        Constraints.Add(schema, property, member);
        CelRules.Add(schema, property);
        return schema;
    }

    private JsonObject Value(Type type, string member)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Order(StringComparer.Ordinal).Select(n => JsonValue.Create(n));
            return new JsonObject { ["enum"] = new JsonArray([.. names]), ["type"] = "string" };
        }

        if (ItemType(type) is { } item)
        {
            return new JsonObject { ["items"] = Value(item, member), ["type"] = "array" };
        }

        if (type == typeof(V1Condition))
        {
            return ConditionSchema.Build();
        }

        return type switch
        {
            _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
            _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when type == typeof(int) => new JsonObject { ["format"] = "int32", ["type"] = "integer" },
            _ when type == typeof(long) => new JsonObject { ["format"] = "int64", ["type"] = "integer" },
            _ when type == typeof(double) => new JsonObject { ["type"] = "number" },
            _ when type == typeof(DateTime) => new JsonObject { ["format"] = "date-time", ["type"] = "string" },
            _ when type == typeof(JsonObject) => new JsonObject { ["type"] = "object" },
            _ when type.Assembly != typeof(SchemaAttribute).Assembly && type.Assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal)
                => throw new SchemaException(member, $"values of type {type.Name} have no schema."),
            _ when type.IsClass => Object(type, member),
            _ => throw new SchemaException(member, $"values of type {type.Name} have no schema."),
        };
    }

    private JsonObject Object(Type type, string member)
    {
        if (_open.Contains(type))
        {
            throw new SchemaException(member, $"{type.Name} contains itself: a structural schema cannot.");
        }

        _open.Push(type);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in JsonNames.Properties(type))
        {
            properties[JsonNames.Of(property)] = Property(property);
            if (property.GetCustomAttribute<RequiredAttribute>() is not null)
            {
                required.Add(JsonNames.Of(property));
            }
        }

        _open.Pop();
        if (properties.Count == 0)
        {
            throw new SchemaException(member, $"{type.Name} has no properties: everything in it would be pruned.");
        }

        var schema = new JsonObject { ["description"] = docs.Summary(type), ["properties"] = properties, ["type"] = "object" };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        CelRules.Add(schema, type);
        return schema;
    }

    private static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? type.GetGenericArguments()[0] : null;
}

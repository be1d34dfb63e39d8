using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.Api.Tests.RealApi;

/// <summary>An object of which every property is set, with values the schema allows.</summary>
internal static class FullObject
{
    private static readonly DateTime Time = new(2026, 10, 1, 8, 0, 0, DateTimeKind.Utc);

    public static object Of(Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        var properties = type.GetProperties().Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null);
        foreach (var property in properties.Where(p => p.Name is not ("ApiVersion" or "Kind" or "Metadata")))
        {
            property.SetValue(instance, Value(property.PropertyType, property));
        }

        return instance;
    }

    private static V1Condition Condition() =>
        new() { Type = "Ready", Status = "True", Reason = "Synced", Message = "", LastTransitionTime = Time, ObservedGeneration = 1 };

    private static object Value(Type declared, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(1)!;
        }

        if (type.IsGenericType)
        {
            var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments()))!;
            list.Add(Value(type.GetGenericArguments()[0], property));
            return list;
        }

        return type switch
        {
            _ when type == typeof(string) => property.GetCustomAttribute<AllowedValuesAttribute>()?.Values[0] ?? property.Name switch
            {
                "Interval" or "Period" => "5m",
                "As" => "A",
                "Endpoint" => "http://e",
                _ => "a",
            },
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(double) => 0.5,
            _ when type == typeof(DateTime) => Time,
            _ when type == typeof(JsonObject) => new JsonObject { ["a"] = 1 },
            _ when type == typeof(V1Condition) => Condition(),
            _ => Of(type),
        };
    }
}

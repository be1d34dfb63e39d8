using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

internal static class JsonNumbers
{
    public static double? ToDouble(JsonValue value) => value.GetValueKind() == JsonValueKind.Number
        ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : null;

    public static bool IsInteger(JsonValue value) => ToDouble(value) is { } number && Math.Floor(number) == number && !double.IsInfinity(number);
}

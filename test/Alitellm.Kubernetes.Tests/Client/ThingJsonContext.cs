using System.Text.Json.Serialization;

namespace Alitellm.Kubernetes.Tests.Client;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJsonContext : JsonSerializerContext;

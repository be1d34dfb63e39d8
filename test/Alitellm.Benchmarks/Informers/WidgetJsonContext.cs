using System.Text.Json.Serialization;

namespace Alitellm.Benchmarks.Informers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(InformerFigures))]
internal sealed partial class WidgetJsonContext : JsonSerializerContext;

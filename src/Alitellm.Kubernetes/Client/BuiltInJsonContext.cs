using System.Text.Json.Serialization;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>JSON of the built-in kinds used here; nulls are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(MicroTimeConverter)])]
[JsonSerializable(typeof(PartialObject))]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(Eventsv1Event))]
internal sealed partial class BuiltInJsonContext : JsonSerializerContext;

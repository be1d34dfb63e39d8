using System.Text.Json.Serialization;
using Alitellm.Api.Connections;
using Alitellm.Api.Models;

namespace Alitellm.Api;

/// <summary>Source-generated JSON of every kind: camelCase names, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiteLLMConnection))]
[JsonSerializable(typeof(LiteLLMModel))]
public sealed partial class AlitellmJsonContext : JsonSerializerContext;

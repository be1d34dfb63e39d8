using System.Text.Json.Serialization;
using Alitellm.Api.AccessGroups;
using Alitellm.Api.Agents;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.GuardRails;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Api.Teams;

namespace Alitellm.Api;

/// <summary>Source-generated JSON of every kind: camelCase names, nulls left out, times in whole seconds, managedFields skipped on reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ManagedFieldsConverter), typeof(TimeConverter)])]
[JsonSerializable(typeof(LiteLLMA2AAgent))]
[JsonSerializable(typeof(LiteLLMAccessGroup))]
[JsonSerializable(typeof(LiteLLMConnection))]
[JsonSerializable(typeof(LiteLLMGuardRail))]
[JsonSerializable(typeof(LiteLLMMCPServer))]
[JsonSerializable(typeof(LiteLLMMCPServerDiscovery))]
[JsonSerializable(typeof(LiteLLMMCPToolset))]
[JsonSerializable(typeof(LiteLLMModel))]
[JsonSerializable(typeof(LiteLLMModelAlias))]
[JsonSerializable(typeof(LiteLLMModelDiscovery))]
[JsonSerializable(typeof(LiteLLMTeam))]
public sealed partial class AlitellmJsonContext : JsonSerializerContext;

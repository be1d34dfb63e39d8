using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>The agent beside a pod on EKS or ECS; <see cref="Provider.Key"/> is the token it wants.</summary>
public sealed class ContainerCredentialsProvider : Provider
{
    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("Authorization") == Key;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET", Path: "/v1/credentials" }
            ? Reply.Ok(new JsonObject
            {
                ["AccessKeyId"] = StsProvider.AccessKeyId,
                ["SecretAccessKey"] = StsProvider.SecretAccessKey,
                ["Token"] = StsProvider.SessionToken,
                ["Expiration"] = "2026-01-01T01:00:00Z",
            })
            : null;
    }
}

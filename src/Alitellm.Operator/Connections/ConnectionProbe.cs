using System.Security.Cryptography;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Connections;

/// <summary>Looks whether a Connection works: Secret, address, certificate, and one authenticated call.</summary>
internal sealed partial class ConnectionProbe(
    ConnectionSecrets secrets,
    EndpointRegistry endpoints,
    ConnectionClients clients,
    bool requireHttpsRemote,
    ILogger logger)
{
    /// <summary>Bounds of <c>requeueOnRejectedAfter</c>, as in the reference operator.</summary>
    private static readonly TimeSpan s_shortestRequeue = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestRequeue = TimeSpan.FromHours(1);

    /// <exception cref="Kubernetes.Client.KubernetesApiException">The Secret could not be read; nothing is known.</exception>
    public async Task<ProbeResult> ProbeAsync(LiteLLMConnection connection, LiteLLMVersion? lastVersion, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(connection);
        var spec = connection.Spec;
        var (values, missing) = await secrets.ReadAsync(key, spec, cancellationToken);
        if (missing is not null)
        {
            return Failed(key, ConditionReasons.SecretNotFound, Missing(key, missing));
        }

        var (masterKey, caBundle) = values;

        var verdict = EndpointRules.Check(spec.Endpoint);
        if (verdict.Endpoint is not { } endpoint)
        {
            return Failed(key, ConditionReasons.InvalidEndpoint, $"spec.endpoint {verdict.Reason}");
        }

        if (verdict.Transport == EndpointTransport.RemotePlaintext)
        {
            if (requireHttpsRemote)
            {
                return Failed(key, ConditionReasons.InsecureEndpoint, "the master key would travel to a remote host over plain HTTP, which LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE forbids");
            }

            LogPlaintext(key);
        }

        var runtime = endpoints.Get(endpoint, Limits(spec));
        LiteLLMClient client;
        try
        {
            client = clients.Get(key, endpoint, masterKey, caBundle, runtime);
        }
        catch (CryptographicException)
        {
            return Failed(key, ConditionReasons.InvalidConfig, $"{key.Namespace}/{spec.CaBundleSecretRef!.Name}:{spec.CaBundleSecretRef.Key} holds no PEM certificate");
        }

        return await CallAsync(key, spec, client, runtime, masterKey, lastVersion, cancellationToken);
    }

    private static async Task<ProbeResult> CallAsync(
        ObjectKey key,
        ConnectionSpec spec,
        LiteLLMClient client,
        EndpointRuntime runtime,
        string masterKey,
        LiteLLMVersion? lastVersion,
        CancellationToken cancellationToken)
    {
        try
        {
            var health = await client.Api.ProbeAsync(cancellationToken);
            var readiness = await client.Api.GetReadinessAsync(cancellationToken);
            var snapshot = new ConnectionSnapshot(key, ConditionReasons.Synced)
            {
                Client = client,
                Endpoint = runtime,
                Version = LiteLLMVersion.TryParse(readiness.LitellmVersion, out var version) ? version : lastVersion,
                Hasher = new SecretsHasher(masterKey),
                Defaults = spec.Defaults,
                McpToolPrefixSeparator = spec.McpToolPrefixSeparator is { Length: > 0 } separator ? separator : ".",
                RequeueOnRejectedAfter = Requeue(spec.RequeueOnRejectedAfter),
            };
            return new(snapshot, "LiteLLM accepts the master key", health);
        }
        catch (LiteLLMException e)
        {
            var reason = e.Class == LiteLLMErrorClass.Unauthorized ? ConditionReasons.BadMasterKey : ConditionReasons.Unreachable;
            return Failed(key, reason, e.Message) with { Failure = e };
        }
    }

    private static ProbeResult Failed(ObjectKey key, string reason, string message)
    {
        return new(new(key, reason), message);
    }

    private static string Missing(ObjectKey key, SecretKeyRef reference)
    {
        return $"{key.Namespace}/{reference.Name}:{reference.Key} not found";
    }

    private static EndpointLimits Limits(ConnectionSpec spec)
    {
        var defaults = EndpointLimits.Default;
        return new(spec.MaxRequestsPerSecond ?? defaults.RequestsPerSecond, spec.MaxBurst ?? defaults.Burst, defaults.MaxInFlight);
    }

    private static TimeSpan Requeue(string? text)
    {
        if (!GoDuration.TryParse(text ?? "", out var duration) || duration <= TimeSpan.Zero)
        {
            return ConnectionSnapshot.DefaultRequeueOnRejectedAfter;
        }

        return duration < s_shortestRequeue ? s_shortestRequeue : duration > s_longestRequeue ? s_longestRequeue : duration;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "MasterKeyOverPlaintextHTTP: the master key of LiteLLMConnection {Key} travels to a remote host over plain HTTP")]
    private partial void LogPlaintext(ObjectKey key);
}

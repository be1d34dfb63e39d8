using Alitellm.Kubernetes.Client;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: what a failed request to the API server means.</summary>
internal static class WriteFailures
{
    /// <summary>The API server is away or wants to be left in peace: every other request would fail too, so the pass ends.</summary>
    public static bool EndsThePass(KubernetesApiException failure)
    {
        return failure.Status is null or 429;
    }

    /// <summary>Another try may succeed without an edit. A refusal (403, 422) may not.</summary>
    public static bool IsTransient(KubernetesApiException failure)
    {
        return failure.Status is null or 408 or 409 or 429 or >= 500;
    }
}

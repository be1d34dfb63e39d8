using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Hosting;

/// <summary>How the operator reaches its peers. Tests put in-process servers behind them.</summary>
/// <param name="LiteLLMHandler">Sends requests to LiteLLM; null for real sockets.</param>
/// <param name="SourceHandler">Sends requests to the providers that discovery lists; null for real sockets.</param>
internal sealed record OperatorTransports(
    KubernetesConnection Kubernetes,
    Func<LiteLLMClientOptions, HttpMessageHandler>? LiteLLMHandler = null,
    Func<HttpMessageHandler>? SourceHandler = null);

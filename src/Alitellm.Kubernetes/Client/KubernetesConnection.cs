using System.Net;
using System.Net.Http.Headers;
using Alitellm.Kubernetes.ListWatch;
using k8s;
using k8s.Authentication;
using k8s.Exceptions;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// A reached API server. KubernetesClient brings configuration, certificates and credentials, but neither its typed calls nor its client are used:
/// those put bodies into exception texts, measure time on the wall clock and read answers synchronously, and the client alone brings the JSON of
/// every kind of Kubernetes into a native binary, which doubles its size and memory.
/// </summary>
public sealed class KubernetesConnection : IDisposable
{
    /// <summary>How long a single request may take, and how long a list may be silent.</summary>
    internal static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    private readonly RequestGate _gate;
    private readonly HttpMessageInvoker _http;
    private readonly ServiceClientCredentials? _credentials;
    private readonly string? _host;
    private readonly string _userAgent;

    private KubernetesConnection(Uri baseUri, ServiceClientCredentials? credentials, RequestGate gate, string? host, string userAgent, TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        BaseUri = baseUri;
        _credentials = credentials;
        _gate = gate;
        _http = new HttpMessageInvoker(gate);
        _host = host;
        _userAgent = userAgent;
    }

    /// <summary>Called with every request that is not a read, right before it leaves; what it throws reaches the sender unchanged and nothing is
    /// sent.</summary>
    public Action<HttpRequestMessage>? BeforeSend
    {
        get => _gate.BeforeWrite;
        set => _gate.BeforeWrite = value;
    }

    internal Uri BaseUri { get; }

    internal TimeProvider TimeProvider { get; }

    /// <summary>In-cluster configuration when <paramref name="kubeconfig"/> is null and a service account is mounted, else the kubeconfig:
    /// the one named, the first of <c>KUBECONFIG</c>, or <c>~/.kube/config</c>.</summary>
    /// <exception cref="k8s.Exceptions.KubeConfigException">The configuration is missing or wrong.</exception>
    public static KubernetesConnection Create(string? kubeconfig, string userAgent, TimeProvider timeProvider)
    {
        var config = kubeconfig is null && KubernetesClientConfiguration.IsInCluster()
            ? KubernetesClientConfiguration.InClusterConfig()
            : FromFile(kubeconfig);
        var gate = new RequestGate(null) { InnerHandler = Sockets(config) };
        var host = string.IsNullOrWhiteSpace(config.TlsServerName) ? null : config.TlsServerName;
        return new(AddressOf(config.Host), k8s.Kubernetes.CreateCredentials(config), gate, host, userAgent, timeProvider);
    }

    /// <summary>A connection whose requests all end in <paramref name="handler"/> (an in-process API server), which stays the caller's.</summary>
    public static KubernetesConnection ForHandler(HttpMessageHandler handler, string userAgent, TimeProvider timeProvider)
    {
        var gate = new RequestGate(new HttpMessageInvoker(handler, disposeHandler: false));
        return new(AddressOf("http://in-process"), null, gate, null, userAgent, timeProvider);
    }

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        return new ResourceClient<T>(this, type);
    }

    /// <summary>Reads all objects of a namespace at once (empty: of all namespaces), straight from etcd.</summary>
    /// <exception cref="KubernetesApiException">The list failed or an item could not be decoded.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        ResourceType<T> type, string @namespace, string? labelSelector, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var items = new CollectingSink<T>();
        var source = new ListWatch<T>(this, type, @namespace, new ListWatchOptions { LabelSelector = labelSelector });
        await source.ListAsync("", items, cancellationToken);
        return items.Items;
    }

    /// <summary>The versions in which the server has a kind; empty where it has none.</summary>
    /// <exception cref="KubernetesApiException">The server could not be asked.</exception>
    public Task<IReadOnlyList<string>> ServedVersionsAsync(string group, string plural, CancellationToken cancellationToken)
    {
        return new ApiDiscovery(this).VersionsAsync(group, plural, cancellationToken);
    }

    public void Dispose()
    {
        _http.Dispose();
    }

    internal HttpRequestMessage Request(HttpMethod method, string pathAndQuery)
    {
        // Version 2 is what ALPN is asked for; a server without TLS or without HTTP/2 gets 1.1.
        var request = new HttpRequestMessage(method, new Uri(BaseUri, pathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.Accept.Add(Json);
        request.Headers.Host = _host;
        return request;
    }

    /// <summary>Sends and returns at the headers of a successful answer.</summary>
    /// <exception cref="KubernetesApiException">Refused or not reached.</exception>
    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string what, Deadline deadline)
    {
        HttpResponseMessage? response = null;
        try
        {
            await AuthenticateAsync(request, what, deadline.Token);
            response = await _http.SendAsync(request, deadline.Token);
            if (response.IsSuccessStatusCode)
            {
                var accepted = response;
                response = null;
                return accepted;
            }

            throw await ApiFailures.RefusalAsync(response, what, TimeProvider, deadline.Token);
        }
        catch (Exception e) when (ApiFailures.Translate(e, deadline, what) is { } failure)
        {
            throw failure;
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static KubernetesClientConfiguration FromFile(string? kubeconfig)
    {
        var named = Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var path = kubeconfig ?? named?.FirstOrDefault();
        var file = KubernetesClientConfiguration.LoadKubeConfig(path);
        var config = KubernetesClientConfiguration.BuildConfigFromConfigObject(file);
        config.SslCaCerts = ServerTrust.AuthoritiesOf(file) ?? config.SslCaCerts;
        return config;
    }

    private async Task AuthenticateAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        if (_credentials is null)
        {
            return;
        }

        try
        {
            await _credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A token file or helper program that fails; what it printed may hold the token, so only the kind of failure is told.
            throw new KubernetesApiException(null, "Credentials", $"{what}: no credentials ({e.GetType().Name})");
        }
    }

    /// <summary>The base of all paths. It ends in a slash, or the last part of a server's path (as behind a proxy for many clusters) would be dropped.</summary>
    private static Uri AddressOf(string host)
    {
        return Uri.TryCreate($"{host.TrimEnd('/')}/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new KubeConfigException($"the server's address {host} is no http or https URL");
    }

    private static SocketsHttpHandler Sockets(KubernetesClientConfiguration config)
    {
        var handler = new SocketsHttpHandler
        {
            // A connection that went silent is found by HTTP/2 pings: 5 s without a frame, 5 s for the answer, plus the handler's timer grain of
            // about 1 s each. Bookmarks come only once a minute and TCP gives up after a quarter of an hour.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            KeepAlivePingDelay = TimeSpan.FromSeconds(5),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // New streams move to a fresh connection now and then, so that a load balancer's new members and DNS changes are seen.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // A redirect would carry the bearer token elsewhere.
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        ServerTrust.Apply(handler.SslOptions, config);
        handler.SslOptions.ClientCertificates = ClientCertificate.Of(config) is { } certificate ? [certificate] : null;
        return handler;
    }
}

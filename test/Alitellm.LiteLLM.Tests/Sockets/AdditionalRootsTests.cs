using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Sockets;

/// <summary>TLS against a server whose certificate only a private authority vouches for.</summary>
public sealed class AdditionalRootsTests
{
    private static readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset _until = DateTimeOffset.UtcNow.AddDays(1);

    [Test]
    public async Task A_private_authority_is_trusted_when_it_is_given()
    {
        using var root = Authority("root");
        using var server = new TlsServer(Leaf(root, "localhost"));

        Assert.That(await ProbeAsync(server, root), Is.EqualTo(KeyHealth.Unknown));
    }

    [Test]
    public async Task An_intermediate_that_the_server_sends_is_followed()
    {
        using var root = Authority("root");
        using var middle = Authority("middle", root);
        using var server = new TlsServer(Leaf(middle, "localhost"), middle);

        Assert.That(await ProbeAsync(server, root), Is.EqualTo(KeyHealth.Unknown));
    }

    [Test]
    public async Task Without_it_or_with_another_one_the_connection_is_refused()
    {
        using var root = Authority("root");
        using var other = Authority("root");
        using var server = new TlsServer(Leaf(root, "localhost"));

        var without = await ProbeAsync(server).FailureAsync();
        var withOther = await ProbeAsync(server, other).FailureAsync();

        Assert.That(without.Message, Is.EqualTo("probe: POST /key/health failed: SecureConnectionError"));
        Assert.That(withOther.Message, Is.EqualTo(without.Message));
    }

    [Test]
    public async Task A_wrong_name_is_refused_although_the_authority_is_known()
    {
        using var root = Authority("root");
        using var server = new TlsServer(Leaf(root, "elsewhere.example"));

        var error = await ProbeAsync(server, root).FailureAsync();

        Assert.That(error.Message, Does.EndWith("SecureConnectionError"));
    }

    [Test]
    public async Task A_certificate_that_is_not_for_servers_or_is_over_is_refused()
    {
        using var root = Authority("root");
        using var notForServers = new TlsServer(Leaf(root, "localhost", usage: "1.3.6.1.5.5.7.3.4"));
        using var over = new TlsServer(Leaf(root, "localhost", until: _from.AddHours(1)));

        await ProbeAsync(notForServers, root).FailureAsync();
        await ProbeAsync(over, root).FailureAsync();
    }

    private static async Task<KeyHealth> ProbeAsync(TlsServer server, X509Certificate2? root = null)
    {
        using var governor = new EndpointGovernor(EndpointLimits.Unlimited, TimeProvider.System);
        using var log = new LogLines();
        var options = new LiteLLMClientOptions { Endpoint = server.Url, ExtraRoots = root is null ? null : [X509CertificateLoader.LoadCertificate(root.RawData)] };
        using var client = new LiteLLMClientFactory(TimeProvider.System, log).Create(options, new TestKeys(TestClient.MasterKey), governor);
        return await client.Api.ProbeAsync(default);
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return issuer is null
            ? request.CreateSelfSigned(_from, _until)
            : request.Create(issuer, _from, _until, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Leaf(X509Certificate2 issuer, string host, string usage = "1.3.6.1.5.5.7.3.1", DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        using var signed = request.Create(issuer, _from, until ?? _until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Answers one request per connection with an empty object.</summary>
    private sealed class TlsServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly SslStreamCertificateContext _certificate;
        private readonly X509Certificate2 _leaf;
        private readonly Task _serving;

        public TlsServer(X509Certificate2 leaf, params X509Certificate2[] chain)
        {
            _leaf = leaf;
            _certificate = SslStreamCertificateContext.Create(leaf, [.. chain], offline: true);
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Url => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public void Dispose()
        {
            _listener.Dispose();
            _serving.GetAwaiter().GetResult();
            _leaf.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var connection = await _listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(connection.GetStream());
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = _certificate });
                    await tls.ReadAtLeastAsync(new byte[4096], 1);
                    await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"));
                }
                catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client refused the certificate: that is what some tests want.
                }
                catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}

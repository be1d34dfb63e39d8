using System.Net;

namespace Alitellm.Api.Tests.RealApi;

/// <summary>Starts kube-lite once for the tests of this namespace and installs the CRDs of the repository.</summary>
[SetUpFixture]
internal sealed class RealApiSetup
{
    private KubeLite? _server;

    /// <summary>The API of the server that was started.</summary>
    public static ApiServer Api { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!File.Exists(Path.Combine(KubeLite.Folder, "up")))
        {
            var sentence = $"These tests need kube-lite, real Kubernetes API machinery: there is none in {KubeLite.Folder}; set KUBE_LITE to its folder.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(sentence);
            }

            Assert.Ignore(sentence);
        }

        _server = KubeLite.Start();
        Api = new ApiServer(_server);
        foreach (var (file, crd) in Manifests.In(Repository.Path("crds")))
        {
            var (status, body) = await Api.CreateAsync("apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd);
            Assert.That(status, Is.EqualTo(HttpStatusCode.Created), $"{file}: {body["message"]}");
        }

        await Task.WhenAll(ApiKinds.All.Select(WaitUntilServedAsync));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Api?.Dispose();
        _server?.Dispose();
    }

    /// <summary>Establishing takes the server some milliseconds: ask until it has, at most for the 30 s in which it surely does.</summary>
    private static async Task WaitUntilServedAsync(ApiKind kind)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsServedAsync(kind))
        {
            await pause.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static async Task<bool> IsServedAsync(ApiKind kind)
    {
        var (_, crd) = await Api.GetAsync($"apis/apiextensions.k8s.io/v1/customresourcedefinitions/{kind.CrdName}");
        var conditions = crd["status"]?["conditions"]?.AsArray() ?? [];
        return conditions.Any(c => (string)c!["type"]! == "Established" && (string)c["status"]! == "True")
            && (await Api.GetAsync(ApiServer.Objects(kind.Kind))).Status == HttpStatusCode.OK;
    }
}

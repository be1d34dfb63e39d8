using System.Diagnostics;
using System.Net;
using System.Text;
using Alitellm.Kubernetes;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Tests.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Observability;

internal sealed class TracePipelineTests
{
    [Test]
    public async Task A_span_of_a_reconcile_reaches_the_receiver_with_its_headers_and_others_do_not()
    {
        using var receiver = new HttpListener();
        int port = FreePort();
        receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
        receiver.Start();
        Task<(string Path, string? Header, string Body)> received = ReceiveAsync(receiver);
        OperatorOptions options = TestHost.Options with { Traces = new TracingOptions(new Uri($"http://127.0.0.1:{port}"), TraceProtocol.HttpProtobuf, "x-tenant=me") };

        using (TracePipeline.Start(options))
        using (var source = new ActivitySource(RuntimeTelemetry.Name))
        {
            using (Activity? reconcile = source.StartActivity(RuntimeTelemetry.ReconcileSpan))
            {
                Assert.That(reconcile, Is.Not.Null);
                reconcile!.SetTag("key", "default/gpt");
            }

            Assert.That(source.StartActivity("something else"), Is.Null.Or.Property(nameof(Activity.Recorded)).False);
        }

        (string path, string? header, string body) = await received.WaitAsync(TimeSpan.FromSeconds(30));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(path, Is.EqualTo("/v1/traces"));
            Assert.That(header, Is.EqualTo("me"));
            Assert.That(body, Does.Contain("reconcile").And.Contain("default/gpt").And.Contain("alitellm-operator").And.Not.Contain("something else"));
        }
    }

    [Test]
    public void Without_a_receiver_no_span_is_made()
    {
        using var source = new ActivitySource(RuntimeTelemetry.Name);
        Assert.That(TracePipeline.Start(TestHost.Options), Is.Null);
        Assert.That(source.StartActivity(RuntimeTelemetry.ReconcileSpan), Is.Null);
    }

    private static async Task<(string Path, string? Header, string Body)> ReceiveAsync(HttpListener receiver)
    {
        HttpListenerContext context = await receiver.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        context.Response.Close();
        return (context.Request.Url!.AbsolutePath, context.Request.Headers["x-tenant"], Encoding.Latin1.GetString(body.ToArray()));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Text;
using Alitellm.Operator.Discovery.Models.Sources.Aws;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>The vectors that AWS publishes for Signature Version 4.</summary>
internal sealed class AwsSignatureTests
{
    private const string Token =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrm"
        + "GdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKm"
        + "lzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static readonly DateTimeOffset s_now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [TestCase("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", TestName = "get-vanilla")]
    [TestCase("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", TestName = "post-vanilla")]
    [TestCase("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500", TestName = "get-vanilla-query-order-key-case")]
    [TestCase("GET", "/?Param1=value2&Param1=value1", "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694", TestName = "get-vanilla-query-order-value")]
    [TestCase("GET", "/?ሴ=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04", TestName = "get-vanilla-utf8-query")]
    [TestCase(
        "GET",
        "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        TestName = "get-unreserved")]
    public void A_request_without_a_body_is_signed(string method, string target, string signature)
    {
        var headers = Sign(method, target, [], "", null);

        Assert.That(headers, Is.EqualTo(
        [
            ("x-amz-date", "20150830T123600Z"),
            ("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}"),
        ]));
    }

    [Test]
    public void A_body_and_its_type_are_signed()
    {
        var headers = Sign("POST", "/", [("content-type", "application/x-www-form-urlencoded")], "Param1=value1", null);

        Assert.That(headers[^1].Value, Does.EndWith(
            "SignedHeaders=content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
    }

    [Test]
    public void A_session_token_is_signed()
    {
        var headers = Sign("POST", "/", [], "", Token);

        Assert.That(headers[1], Is.EqualTo(("x-amz-security-token", Token)));
        Assert.That(headers[^1].Value, Does.EndWith(
            "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"));
    }

    private static IReadOnlyList<(string Name, string Value)> Sign(string method, string target, IReadOnlyList<(string Name, string Value)> headers, string body, string? token)
    {
        var credentials = new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
        return AwsSignature.Sign(
            method, new Uri($"https://example.amazonaws.com{target}"), headers, Encoding.UTF8.GetBytes(body), credentials, "us-east-1", "service", s_now);
    }
}

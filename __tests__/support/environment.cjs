// The SDK's versions are pinned: that later ones need another Node.js is no news in a test's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
// Terraform and its provider live for seconds, a fifth of which they would collect the garbage of reading schemas.
process.env.GOGC ??= "800";
